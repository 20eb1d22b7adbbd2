import { compressFrame, decompressFrame, decompressFrameSync } from 'lz4-napi';
import { AT_ONCE, CannotDecompress, requireBounded } from './limits.js';

const FRAME = 0x184d2204;
const UNCOMPRESSED = 0x80000000;
/** No byte of a block stands for more than this many bytes. */
const MOST_PER_BYTE = 255;

/** LZ4 frames, as KIP-57 has them: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md. */
export const lz4 = {
  compress: (records: Buffer): Promise<Buffer> => compressFrame(records),
  decompress: (bytes: Buffer): Buffer | Promise<Buffer> => {
    requireBounded(mostOf(bytes));
    return bytes.length <= AT_ONCE ? decompressFrameSync(bytes) : decompressFrame(bytes);
  },
};

/**
 * The most bytes that a frame can become, by the sizes of its blocks alone.
 * @throws CannotDecompress when it is not one whole frame
 */
export function mostOf(bytes: Buffer): number {
  const need = (end: number) => {
    if (end > bytes.length) throw new CannotDecompress('ends in the middle of an lz4 frame');
  };
  need(7);
  if (bytes.readUInt32LE(0) !== FRAME) throw new CannotDecompress('is no lz4 frame');
  const flags = bytes.readUInt8(4);
  const sizeCode = (bytes.readUInt8(5) >> 4) & 7;
  if (flags >> 6 !== 1 || sizeCode < 4) throw new CannotDecompress('is an lz4 frame of an unknown kind');
  const [blockChecksum, contentSize, contentChecksum] = [flags & 0x10, flags & 0x08, flags & 0x04];
  const largestBlock = 2 ** (8 + 2 * sizeCode);
  let at = 6;
  if (contentSize) {
    need(at + 8);
    requireBounded(Number(bytes.readBigUInt64LE(at)));
    at += 8;
  }
  // The identifier of a dictionary, and the checksum of the header.
  at += (flags & 0x01 ? 4 : 0) + 1;
  let most = 0;
  for (;;) {
    need(at + 4);
    const size = bytes.readUInt32LE(at);
    at += 4;
    if (size === 0) break;
    const length = size % UNCOMPRESSED;
    most += size >= UNCOMPRESSED ? length : Math.min(largestBlock, length * MOST_PER_BYTE);
    at += length + (blockChecksum ? 4 : 0);
  }
  if (contentChecksum) at += 4;
  need(at);
  if (at !== bytes.length) throw new CannotDecompress('has bytes behind its lz4 frame');
  return most;
}
