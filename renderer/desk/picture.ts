import { useEffect, useState } from "react";
import { routes } from "#contract/http.ts";
import { fetchBlob } from "../state/asking.ts";

/**
 * The address of a picture that the core has, undefined before it is there; loaded anew with another `stamp`. A blob, since
 * an image cannot send the token along.
 * @param path null: there is none
 */
export function usePicture(path: string | null, stamp: number): string | undefined {
  const [address, setAddress] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp says that there is another picture at that path
  useEffect(() => {
    if (path === null) return;
    const gone = new AbortController();
    const load = async () => {
      const made = URL.createObjectURL(await fetchBlob(path, { signal: gone.signal }));
      const image = new Image();
      image.src = made;
      // Shown once it is there: an image that is still being read would blink.
      await image.decode().catch(() => undefined);
      if (gone.signal.aborted) URL.revokeObjectURL(made);
      else setAddress(made);
    };
    load().catch(() => undefined);
    return () => gone.abort();
  }, [path, stamp]);
  // The former one stays on the page until the next is there.
  useEffect(() => {
    if (address !== undefined) return () => URL.revokeObjectURL(address);
  }, [address]);
  return address;
}

/** The last picture of a camera that the core keeps. @param takenAtMs when it was taken, null when there is none */
export const useLastPicture = (camera: string, takenAtMs: number | null): string | undefined =>
  usePicture(takenAtMs === null ? null : routes.cameraLastPicture(camera), takenAtMs ?? 0);
