const zone = 'Europe/Helsinki';
const clock = new Intl.DateTimeFormat('fi-FI', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat('fi-FI', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat('fi-FI', {
  timeZone: zone,
  day: 'numeric',
  month: 'numeric',
  year: 'numeric',
});

/** `14:03` of the unit's own clock, whatever the machine's zone. */
export function formatClock(at: string): string {
  return clock.format(new Date(at)).replace('.', ':');
}

/** `14:03:22`, for signs where a second matters. */
export function formatClockSeconds(at: string): string {
  return clockWithSeconds.format(new Date(at)).replaceAll('.', ':');
}

const dayAndMonth = new Intl.DateTimeFormat('fi-FI', { timeZone: zone, day: 'numeric', month: 'numeric' });

/** `14:03` today, `21.11. 14:03` of any other day: a time alone must not pass for today's. */
export function formatMoment(at: string, nowMs: number): string {
  const date = new Date(at);
  const isToday = day.format(date) === day.format(nowMs);
  return isToday ? formatClock(at) : `${dayAndMonth.format(date)} ${formatClock(at)}`;
}

/** From and until of one span; the day is said once when both lie in it. */
export function formatSpanOfDay(
  from: string,
  until: string,
  nowMs: number,
): { readonly from: string; readonly until: string } {
  const isOneDay = day.format(new Date(from)) === day.format(new Date(until));
  return {
    from: formatMoment(from, nowMs),
    until: isOneDay ? formatClock(until) : formatMoment(until, nowMs),
  };
}

/** `13.10.1952`. A plain date has no zone: it is not moved. */
export function formatDate(date: string): string {
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (plain === null) return day.format(new Date(date));
  return `${Number(plain[3])}.${Number(plain[2])}.${plain[1]}`;
}

/** `04:32`, and `1:04:32` from an hour on. */
export function formatSpan(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}
