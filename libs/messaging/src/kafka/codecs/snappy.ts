import snappyLibrary from 'snappy';
import { AT_ONCE, CannotDecompress, requireBounded } from './limits.js';

const MAGIC = Buffer.from('\x82SNAPPY\0', 'latin1');
/** Magic, version and oldest version that can read it, both 1. */
const HEADER = Buffer.concat([MAGIC, Buffer.from([0, 0, 0, 1, 0, 0, 0, 1])]);
/** Block size of Java's writer, bytes. */
const BLOCK = 32 * 1024;

/**
 * Snappy in both of its forms: Java's clients frame blocks ("xerial", org.xerial.snappy.SnappyOutputStream), librdkafka
 * writes one raw block. We write Java's, which every client reads.
 */
export const snappy = {
  compress: async (records: Buffer): Promise<Buffer> => {
    const parts: Buffer[] = [HEADER];
    for (let at = 0; at < records.length; at += BLOCK) {
      const block = snappyLibrary.compressSync(records.subarray(at, at + BLOCK));
      const length = Buffer.alloc(4);
      length.writeInt32BE(block.length);
      parts.push(length, block);
    }
    return Buffer.concat(parts);
  },
  decompress: (bytes: Buffer): Buffer | Promise<Buffer> => {
    const blocks = blocksOf(bytes);
    requireBounded(blocks.reduce((sum, block) => sum + declaredLength(block), 0));
    if (bytes.length <= AT_ONCE) return joined(blocks.map((block) => snappyLibrary.uncompressSync(block) as Buffer));
    return Promise.all(blocks.map((block) => snappyLibrary.uncompress(block) as Promise<Buffer>)).then(joined);
  },
};

function joined(parts: Buffer[]): Buffer {
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}

/** @throws CannotDecompress when a frame is not whole */
function blocksOf(bytes: Buffer): Buffer[] {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return [bytes];
  if (bytes.length < HEADER.length) throw new CannotDecompress('ends in the middle of a snappy header');
  const blocks: Buffer[] = [];
  for (let at = HEADER.length; at < bytes.length;) {
    // A stream may be followed by another one with its own header.
    if (bytes.subarray(at, at + MAGIC.length).equals(MAGIC)) {
      at += HEADER.length;
      continue;
    }
    const length = at + 4 <= bytes.length ? bytes.readInt32BE(at) : -1;
    const end = at + 4 + length;
    if (length < 0 || end > bytes.length) throw new CannotDecompress('ends in the middle of a snappy block');
    blocks.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return blocks;
}

/** A raw block begins with the length of what it becomes, as a varint of at most 5 bytes. */
function declaredLength(block: Buffer): number {
  let length = 0;
  for (let i = 0; i < 5; i++) {
    const byte = block[i];
    if (byte === undefined) break;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return length;
  }
  throw new CannotDecompress('is no snappy block');
}
