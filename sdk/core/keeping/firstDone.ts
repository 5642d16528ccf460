/** The first of these that is done; when none is, how the first of them failed. (`Promise.any` is not everywhere.) */
export async function firstDone<T>(all: readonly Promise<T>[]): Promise<T> {
  return new Promise((resolve, reject) => {
    let left = all.length;
    let first: { error: unknown } | undefined;
    all.forEach((one, index) => {
      one.then(resolve, (error: unknown) => {
        if (index === 0) first = { error };
        left -= 1;
        if (left === 0) reject(first?.error);
      });
    });
  });
}
