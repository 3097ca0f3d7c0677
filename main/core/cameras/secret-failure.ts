/** Whether it is a password of ours that keeps a camera away: none is set, or it is not for this host. */
export const isOfSecret = (code: string | undefined): boolean =>
  code === "secret.missing" || code === "secret.bound-elsewhere";
