// The property language. Every rule is decided by its next two tokens, so a text is read in linear time.
grammar Axiom;

file: (declaration SEMICOLON?)* EOF ;
single: formula SEMICOLON? EOF ;

declaration
    : NETWORK NAME COLON types ARROW types                               # networkDeclaration
    | LET NAME EQUALS formula                                            # letDeclaration
    | DEF NAME LPAREN (NAME (COMMA NAME)*)? RPAREN EQUALS formula        # functionDeclaration
    | PROPERTY NAME (LPAREN (NAME (COMMA NAME)*)? RPAREN)? COLON formula # propertyDeclaration
    | PROVE (NAME COLON)? formula                                        # proveDeclaration
    | ENSURE (NAME COLON)? formula                                       # ensureDeclaration
    ;

types: type (COMMA type)* ;
type: REAL (LBRACKET dimension (COMMA dimension)* RBRACKET)? ;
dimension: NUMBER | NAME ;

formula: implication (IFF implication)* ;
implication: disjunction (IMPLIES disjunction)* ;
disjunction: conjunction (OR conjunction)* ;
conjunction: negation (AND negation)* ;
negation: NOT negation | comparison ;
comparison: sum (comparator sum (WITHIN sum)?)* ;
comparator: LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | EQUAL | NOT_EQUAL | ABOUT | IN ;
sum: product ((PLUS | MINUS) product)* ;
product: factor ((TIMES | DIVIDE) factor)* ;
factor: MINUS factor | power ;
power: postfix (POWER exponent)? ;
exponent: MINUS? NUMBER ;
postfix: primary (index | WITHOUT primary)* ;
index: LBRACKET selector (COMMA selector)* RBRACKET ;
selector: sum (RANGE sum)? ;

primary
    : NUMBER                                                             # number
    | STRING                                                             # string
    | TRUE                                                               # truth
    | FALSE                                                              # truth
    | NAME (LPAREN (formula (COMMA formula)*)? RPAREN)?                  # nameOrCall
    | LPAREN formula RPAREN                                              # parentheses
    | LBRACKET formula (COMMA formula)* RBRACKET                         # brackets
    | LBRACE variable (IN domain)? BAR formula RBRACE                    # set
    | IF formula THEN formula ELSE formula                               # conditional
    | (FORALL | EXISTS) binding (COMMA binding)* DOT formula             # quantified
    ;

binding: variable (IN domain)? ;
variable: NAME (COLON type)? ;
domain: postfix (AND postfix)* ;

NETWORK: 'network' ;
LET: 'let' ;
DEF: 'def' ;
PROPERTY: 'property' ;
PROVE: 'prove' ;
ENSURE: 'ensure' ;
REAL: 'real' | 'ℝ' ;
FORALL: 'forall' | '∀' ;
EXISTS: 'exists' | '∃' ;
AND: 'and' | '∧' | '∩' ;
OR: 'or' | '∨' ;
NOT: 'not' | '¬' ;
IN: 'in' | '∈' ;
IF: 'if' ;
THEN: 'then' ;
ELSE: 'else' ;
TRUE: 'true' ;
FALSE: 'false' ;
WITHOUT: 'without' | '∖' ;
IFF: '<==>' | '⟺' | '⇔' ;
IMPLIES: '==>' | '⟹' | '⇒' ;
ARROW: '->' | '→' ;
EQUAL: '==' ;
EQUALS: '=' ;
NOT_EQUAL: '!=' | '≠' ;
LESS_EQUAL: '<=' | '≤' ;
GREATER_EQUAL: '>=' | '≥' ;
LESS: '<' ;
GREATER: '>' ;
ABOUT: '~=' | '≈' ;
WITHIN: '+-' | '±' ;
PLUS: '+' ;
MINUS: '-' | '−' ;
TIMES: '*' | '·' ;
DIVIDE: '/' ;
POWER: '^' ;
RANGE: '..' ;
DOT: '.' ;
COMMA: ',' ;
COLON: ':' ;
SEMICOLON: ';' ;
LPAREN: '(' ;
RPAREN: ')' ;
LBRACKET: '[' ;
RBRACKET: ']' ;
LBRACE: '{' ;
RBRACE: '}' ;
BAR: '|' ;
NUMBER: [0-9]+ ('.' [0-9]+)? ([eE] [+-]? [0-9]+)? ;
STRING: '"' ~["\r\n]* '"' ;
NAME: [\p{L}_] [\p{L}\p{Nd}_']* ;
COMMENT: '--' ~[\r\n]* -> skip ;
SPACE: [ \t\r\n\u00A0]+ -> skip ;
OTHER: . ;
