import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { run } from "../child-process.mjs";

/**
 * Packs the unpacked program as a tar.gz whose one folder is `name`: the same files give the same bytes, whoever packs them. In it
 * `bin/ioc` is the command. `epochS` is every file's time, in seconds since 1970. Gives "" or what went wrong.
 */
export async function makeArchive({ folder, file, name, epochS, logFile }) {
  const link = join(folder, "bin");
  rmSync(link, { recursive: true, force: true });
  mkdirSync(link);
  symlinkSync(join("..", "resources", "bin", "ioc"), join(link, "ioc"));
  const next = `${file}.next`;
  try {
    const args = [
      ...["--create", "--sort=name", "--format=posix", "--pax-option=delete=atime,delete=ctime"],
      ...[`--mtime=@${epochS}`, "--owner=root:0", "--group=root:0", "--mode=u+rwX,go+rX,go-w", "--numeric-owner"],
      // No name and no time in it either.
      ...["--use-compress-program=gzip -n -6", `--transform=flags=r;s,^\\.,${name},`, `--file=${next}`],
      ...["--directory", folder, "."],
    ];
    const packed = await run("tar", args, { logFile, timeoutMs: 600_000 });
    if (packed.code !== 0) return packed.output.trim() || "tar";
    return (await run("mv", [next, file])).code === 0 ? "" : file;
  } finally {
    for (const each of [link, next]) rmSync(each, { recursive: true, force: true });
  }
}

/** Writes SHA256SUMS beside the files, which all lie in one folder, as `sha256sum --check` reads it. */
export async function writeSums(files) {
  const lines = [];
  for (const file of [...files].sort()) lines.push(`${await sha256(file)}  ${basename(file)}\n`);
  const sums = join(dirname(files[0]), "SHA256SUMS");
  writeFileSync(sums, lines.join(""));
  return sums;
}

/**
 * Signs each file by gpg with the key named (an id, a fingerprint, an address), apart from it: FILE.asc. Gives "" or what went wrong.
 */
export async function signFiles(files, key, logFile) {
  for (const file of files) {
    rmSync(`${file}.asc`, { force: true });
    const args = ["--batch", "--yes", "--local-user", key, "--armor", "--detach-sign", file];
    const signed = await run("gpg", args, { logFile, timeoutMs: 60_000 });
    if (signed.code !== 0 || !existsSync(`${file}.asc`)) return signed.output.trim() || "gpg";
  }
  return "";
}

async function sha256(file) {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}
