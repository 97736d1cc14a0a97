/** Reading bytes and writing files: what is written appears whole or not at all. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { misuse } from '../failure.js';

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory();
}

export async function readBytes(path: string): Promise<Uint8Array> {
  return readFile(path);
}

export async function readStandardInput(): Promise<Uint8Array> {
  if (process.stdin.isTTY === true) throw misuse('keyboard');
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1251';

/**
 * UTF-8 with or without byte order mark, UTF-16 with one, and Windows-1251 where the bytes are not valid UTF-8: that is
 * what older Russian spreadsheets save. The end of `bytes` may cut a character: the beginning of a large file is enough.
 */
export function decode(bytes: Uint8Array, file: string): { readonly text: string; readonly encoding: Encoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' };
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
    throw misuse('old-workbook', { file });
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1251').decode(bytes), encoding: 'Windows-1251' };
  }
}

export function textOf(bytes: Uint8Array, file: string): string {
  return decode(bytes, file).text;
}

/** Writes beside the target and renames: a reader never sees half a file. A pipe or a device is written to, not replaced. */
export async function writeWhole(target: string, content: string | Uint8Array): Promise<void> {
  const path = resolve(target);
  const present = await stat(path).catch(() => null);
  if (present !== null && !present.isFile() && !present.isDirectory()) return writeFile(path, content);
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${basename(path)}-${randomBytes(4).toString('hex')}`);
  try {
    await writeFile(draft, content);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A file of its own for readers that need one; gone when they are done. */
export async function temporaryFile<T>(bytes: Uint8Array, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'aimaq-'));
  try {
    const file = join(folder, 'input');
    await writeFile(file, bytes);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
