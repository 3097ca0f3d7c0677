import { lstat, readFile } from "node:fs/promises";
import { dirname, parse, resolve, sep } from "node:path";

/** As statfs tells them: NFS, SMB, CIFS, SMB2, FUSE. */
export const remoteTypes: ReadonlySet<number> = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546]);
/** As the table of mounts names what another machine, or another program, answers for. */
const remoteNames = /^(?:nfs|cifs|smb|fuse|9p|ceph|afs|autofs|davfs|glusterfs|lustre)/;

/**
 * Whether looking at a path can wait for ever: it lies on a network drive, or a link on the way may lead to one. Answered
 * without touching the drive itself, so this cannot hang.
 */
export async function mayHang(path: string): Promise<boolean> {
  const whole = resolve(path);
  if (process.platform === "win32") return parse(whole).root.toLowerCase() !== systemRoot();
  if (isRemote(whole, await mountTable())) return true;
  for (const part of parts(whole)) {
    const found = await lstat(part).catch(() => undefined);
    if (found === undefined) return false;
    if (found.isSymbolicLink()) return true;
  }
  return false;
}

const systemRoot = (): string => parse(process.env.SystemRoot ?? "C:\\").root.toLowerCase();
const mountTable = (): Promise<string> => readFile("/proc/self/mountinfo", "utf8").catch(() => "");

/** From the root on: none is looked at through one that was not looked at before. */
function parts(path: string): string[] {
  const above = dirname(path);
  return above === path ? [] : [...parts(above), path];
}

/** proc(5), mountinfo: the fifth field is where, the first one after " - " what. Spaces in it are written \040. */
function isRemote(path: string, table: string): boolean {
  let deepest = { length: -1, type: "" };
  for (const line of table.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const where = (before.split(" ")[4] ?? "").replace(/\\(\d{3})/g, (_all, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const isAbove = where !== "" && (path === where || path.startsWith(where.endsWith(sep) ? where : `${where}${sep}`));
    // A later one of the same place lies over the former.
    if (isAbove && where.length >= deepest.length) deepest = { length: where.length, type: after.split(" ")[0] ?? "" };
  }
  return remoteNames.test(deepest.type);
}
