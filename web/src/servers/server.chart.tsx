import { Box, useTheme } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useLocaleState } from 'react-admin';
import UPlot, { type Options, type Series } from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { aloneIn } from './server.series';

const HEIGHT = 200;
const DAY_S = 86_400;

export interface Line {
  label: string;
  values: (number | null)[];
  /** Lines differ in more than their colour. */
  dash?: readonly number[];
  /** One level a point, with what is below it filled. */
  isStepped?: boolean;
}

interface Drawn {
  lines: Line[];
  format: (value: number) => string;
  /** What the vertical axis ends at; as high as the values when it is not given. */
  top?: number | undefined;
  /** From when until when to shade, in seconds. */
  bands: [number, number][];
}

interface Props extends Drawn {
  /** What the picture shows, in a sentence: all that is read aloud of it. */
  summary: string;
  /** In seconds. */
  times: number[];
}

/** What lies behind the lines where the server was in maintenance. */
export const BAND = { light: 'rgba(27,75,114,0.16)', dark: 'rgba(143,193,234,0.22)' };

const PAINT = {
  light: { lines: ['#1b4b72', '#9a5200', '#a32222'], text: '#55606e', grid: '#e6e9ed' },
  dark: { lines: ['#8fc1ea', '#ffd08a', '#ffb4ab'], text: '#a9b4c1', grid: '#2e3742' },
};

/** Days where there are many, else hours, with the day at midnight. */
function timesIn(locale: string) {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const isMidnight = (date: Date) => date.getHours() === 0 && date.getMinutes() === 0;
  return (_chart: UPlot, splits: number[], _axis: number, _space: number, apart: number) =>
    splits.map((seconds) => {
      const date = new Date(seconds * 1_000);
      return (apart >= DAY_S || isMidnight(date) ? day : hour).format(date);
    });
}

function seriesOf({ label, dash, isStepped }: Line, colour: string, format: Props['format']): Series {
  const stepped = isStepped ? UPlot.paths.stepped?.({ align: 1 }) : undefined;
  return {
    label,
    stroke: colour,
    width: 1.5,
    ...(dash && { dash: [...dash] }),
    ...(stepped && { paths: stepped, fill: `${colour}22` }),
    value: (_chart, value: number | null) => (value === null ? '–' : format(value)),
    points: { size: 5, show: false, filter: (chart, index) => aloneIn([...(chart.data[index] ?? [])]) },
  };
}

/** Behind the lines: what was planned is no outage. */
function shade(bands: Props['bands'], colour: string) {
  return (chart: UPlot) => {
    const { ctx, bbox } = chart;
    ctx.save();
    ctx.fillStyle = colour;
    for (const [from, to] of bands) {
      const [left, right] = [chart.valToPos(from, 'x', true), chart.valToPos(to, 'x', true)];
      const begin = Math.max(left, bbox.left);
      ctx.fillRect(begin, bbox.top, Math.min(right, bbox.left + bbox.width) - begin, bbox.height);
    }
    ctx.restore();
  };
}

function optionsOf({ lines, format, top, bands }: Drawn, mode: 'light' | 'dark', locale: string): Options {
  const paint = PAINT[mode];
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  const axis = { stroke: paint.text, grid: { stroke: paint.grid, width: 1 }, ticks: { stroke: paint.grid, width: 1 } };
  return {
    width: 0,
    height: HEIGHT,
    scales: { y: { range: (_chart, _low, high) => [0, top ?? (high > 0 ? high * 1.1 : 1)] } },
    axes: [
      { ...axis, values: timesIn(locale), space: 70 },
      { ...axis, values: (_chart, splits) => splits.map(format), size: 62 },
    ],
    series: [
      {
        value: (_chart, seconds: number | null) => (seconds === null ? '–' : exact.format(seconds * 1_000)),
        label: '',
      },
      ...lines.map((line, n) => seriesOf(line, paint.lines[n] ?? paint.text, format)),
    ],
    cursor: { drag: { x: false, y: false } },
    hooks: { drawClear: [shade(bands, BAND[mode])] },
  };
}

/** Lines over time. What is not known is a gap. */
export function Chart({ summary, times, lines, format, top, bands }: Props) {
  const { mode } = useTheme().palette;
  const [locale] = useLocaleState();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const options = optionsOf({ lines, format, top, bands }, mode, locale);
    const chart = new UPlot(options, [times, ...lines.map(({ values }) => values)], element);
    // Told at once, and whenever there is more room or less.
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [times, lines, format, top, bands, mode, locale]);
  // The legend only tells: what cannot be reached by keyboard is no button.
  const sx = { minWidth: 0, '& .u-legend': { pointerEvents: 'none', fontSize: 12, textAlign: 'left' } };
  return <Box ref={frame} role="img" aria-label={summary} sx={sx} />;
}
