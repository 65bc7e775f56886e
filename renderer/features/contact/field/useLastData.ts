import { useRef } from 'react';

/** The newest answer that has come: a list being searched keeps its rows until the next ones are here. */
export function useLastData<Data>(data: Data | undefined): Data | undefined {
  const last = useRef(data);
  if (data !== undefined) last.current = data;
  return last.current;
}
