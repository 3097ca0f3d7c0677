/** What opens a camera: never logged, shown or given as an argument of a process, as a process list shows arguments to everybody. */
export type Account = { username: string; password: string };

/**
 * The address with the account in it, as ffmpeg reads it.
 * @param url rtsp://host:554/path, without an account
 */
export function withAccount(url: string, account: Account | null): string {
  if (account === null) return url;
  const user = encodeURIComponent(account.username);
  const password = encodeURIComponent(account.password);
  return url.replace("://", `://${user}:${password}@`);
}

/** A text with every account taken out: whatever stands before an @ in an address, and the given account wherever it stands. */
export function masked(text: string, account: Account | null): string {
  let result = text.replace(/(\w:\/\/)[^\s/'"]*@/g, "$1***@");
  for (const secret of [account?.password ?? "", encodeURIComponent(account?.password ?? "")])
    if (secret !== "") result = result.replaceAll(secret, "***");
  return result;
}
