import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { AT_ONCE, CannotDecompress, MOST_OF_A_BATCH } from './limits.js';

const OPTIONS = { maxOutputLength: MOST_OF_A_BATCH, chunkSize: 64 * 1024 };

const zstdCompress = promisify(zlib.zstdCompress);
const zstdDecompress = promisify<Buffer, zlib.ZstdOptions, Buffer>(zlib.zstdDecompress);
const gzipCompress = promisify<Buffer, Buffer>(zlib.gzip);
const gzipDecompress = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gunzip);

/** Zstandard (KIP-110), by the library in Node itself. */
export const zstd = {
  compress: (records: Buffer): Promise<Buffer> => zstdCompress(records),
  decompress: (bytes: Buffer): Promise<Buffer> =>
    bounded(() => (bytes.length <= AT_ONCE ? zlib.zstdDecompressSync(bytes, OPTIONS) : zstdDecompress(bytes, OPTIONS))),
};

/** gzip in the place of kafkajs's own, which lets a small record become as much as it likes. */
export const gzip = {
  compress: (records: Buffer): Promise<Buffer> => gzipCompress(records),
  decompress: (bytes: Buffer): Promise<Buffer> =>
    bounded(() => (bytes.length <= AT_ONCE ? zlib.gunzipSync(bytes, OPTIONS) : gzipDecompress(bytes, OPTIONS))),
};

async function bounded(work: () => Buffer | Promise<Buffer>): Promise<Buffer> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    throw new CannotDecompress(`would become more than ${MOST_OF_A_BATCH / 1024 / 1024} MiB`, { cause: error });
  }
}
