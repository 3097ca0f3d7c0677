import { useEffect, useState } from "react";
import { routes } from "#contract/http.ts";
import { fetchBlob } from "./core.ts";

/**
 * The address of the last picture of a camera that the core keeps, loaded anew when a newer one is kept; undefined before.
 * A blob, since an image cannot send the token along.
 */
export function useLastPicture(camera: string, takenAtMs: number | null): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (takenAtMs === null) return;
    const gone = new AbortController();
    const load = async () => {
      const made = URL.createObjectURL(await fetchBlob(routes.cameraLastPicture(camera), gone.signal));
      const image = new Image();
      image.src = made;
      // Shown once it is there: an image that is still being read would blink.
      await image.decode().catch(() => undefined);
      if (gone.signal.aborted) URL.revokeObjectURL(made);
      else setAddress(made);
    };
    load().catch(() => undefined);
    return () => gone.abort();
  }, [camera, takenAtMs]);
  // The former one stays on the page until the next is there.
  useEffect(() => {
    if (address !== undefined) return () => URL.revokeObjectURL(address);
  }, [address]);
  return address;
}
