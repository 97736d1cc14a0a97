/** Reading bytes and writing folders all or nothing. */
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { misuse } from '../failure.js';

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory();
}

export async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/**
 * UTF-8 with or without byte order mark, UTF-16 with one, and Windows-1251 where the bytes are not valid UTF-8: that is
 * what older Russian and Kazakh spreadsheets save.
 */
export function textOf(bytes: Uint8Array, file: string): string {
  if (bytes.length === 0) return '';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    throw misuse(`${file} is a spreadsheet or zip archive, not CSV`, 'save the sheet as CSV (UTF-8)');
  if (bytes[0] === 0x50 && bytes[1] === 0x41 && bytes[2] === 0x52 && bytes[3] === 0x31)
    throw misuse(`${file} is a Parquet file, which this version does not read`, 'export it as CSV');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

/**
 * Writes all files into a folder beside the target and moves them in only when every one is there. What was made by an
 * earlier run is replaced, other files of the folder are left alone; on any error the target is as it was.
 */
export async function writeAll(target: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  const folder = resolve(target);
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    for (const [name, content] of files) {
      const path = join(staging, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
    await mkdir(folder, { recursive: true });
    const entries = [...new Set([...files.keys()].map((name) => name.split('/')[0] ?? name))];
    for (const entry of entries) {
      await rm(join(folder, entry), { recursive: true, force: true });
      await rename(join(staging, entry), join(folder, entry));
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

export async function readBytes(path: string): Promise<Uint8Array> {
  return readFile(path);
}
