@echo off
rem Runs axiom on Windows; builds it first where the jar is missing. (The POSIX launcher also rebuilds stale jars.)
setlocal
set "root=%~dp0"
set "jar=%root%engine\cli\target\axiom.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -version >nul 2>&1
if errorlevel 1 (
    echo axiom: no java found; install a JDK, 17 or newer, or set JAVA_HOME 1>&2
    exit /b 4
)
if not exist "%jar%" (
    where mvn >nul 2>&1
    if errorlevel 1 (
        echo axiom: no mvn found, which the first use needs; install Maven, 3.8 or newer 1>&2
        exit /b 4
    )
    echo axiom: building, once; about a minute, more while Maven fills its cache 1>&2
    pushd "%root%"
    call mvn -q -B -ntp -Dstyle.color=never -Daxiom.lint=off -Dmaven.test.skip=true -pl engine/cli -am package 1>&2
    if errorlevel 1 (
        popd
        echo axiom: the build failed, see above 1>&2
        exit /b 4
    )
    popd
)
"%java%" -XX:+UseSerialGC -XX:-UsePerfData -XX:MaxRAMPercentage=70 --enable-native-access=ALL-UNNAMED -jar "%jar%" %*
exit /b %ERRORLEVEL%
