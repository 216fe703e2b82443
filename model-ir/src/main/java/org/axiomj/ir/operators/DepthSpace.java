package org.axiomj.ir.operators;

import org.axiomj.ir.Shape;

/** DepthToSpace and SpaceToDepth: blocks of channels become pixels and back, as reshape, transpose, reshape. */
record DepthSpace(boolean toSpace) implements Operator {
    @Override
    public Value[] apply(Call call) {
        Value x = call.input(0);
        call.requireRank(x, "an image", 4, 4);
        int block = call.smallInteger("blocksize", 0);
        int n = x.shape().dimension(0);
        int c = x.shape().dimension(1);
        int h = x.shape().dimension(2);
        int w = x.shape().dimension(3);
        boolean divides =
                block > 0 && block < 1 << 14 && (toSpace ? c % (block * block) == 0 : h % block == 0 && w % block == 0);
        if (!divides) {
            throw call.invalid("blocks of " + block + " do not divide " + x.shape());
        }
        int depth = toSpace ? c / (block * block) : c;
        boolean channelFirst = call.text("mode", "DCR").equals("CRD");
        Shape split;
        int[] order;
        Shape joined;
        if (toSpace) {
            split = channelFirst ? Shape.of(n, depth, block, block, h, w) : Shape.of(n, block, block, depth, h, w);
            order = channelFirst ? new int[] {0, 1, 4, 2, 5, 3} : new int[] {0, 3, 4, 1, 5, 2};
            joined = Shape.of(n, depth, h * block, w * block);
        } else {
            split = Shape.of(n, c, h / block, block, w / block, block);
            order = new int[] {0, 3, 5, 1, 2, 4};
            joined = Shape.of(n, c * block * block, h / block, w / block);
        }
        call.reserve(x.size());
        return new Value[] {call.emit().select(x, Indexing.transposed(split, order), joined)};
    }
}
