'use strict';
(() => {
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const fallback = ['#1f6f8b', '#d1603d', '#159a78', '#b5508c', '#e9b220', '#5bb5e0', '#4c3f8f', '#6b7280'];
  const json = element => JSON.parse(element.textContent);
  const colour = (series, index) => series.colour || fallback[index % fallback.length];
  const charts = [];

  const number = value => {
    if (value === null || value === undefined || Number.isNaN(value)) return '–';
    const size = Math.abs(value);
    const digits = size >= 1000 || size === 0 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
    return value.toLocaleString('en-US', { maximumFractionDigits: digits });
  };
  const mark = (name, paint) =>
    `<span style="display:inline-block;width:.7em;height:.7em;border-radius:2px;background:${paint};margin-right:.45em"></span>${echarts.format.encodeHTML(name)}`;
  const row = (name, paint, text) =>
    `<div style="display:flex;justify-content:space-between;gap:1.4em"><span>${mark(name, paint)}</span><b>${text}</b></div>`;

  const theme = () => ({
    textStyle: { color: css('--ink'), fontFamily: getComputedStyle(document.body).fontFamily },
    axis: {
      axisLine: { lineStyle: { color: css('--soft') } },
      axisTick: { lineStyle: { color: css('--rule') } },
      axisLabel: { color: css('--soft'), hideOverlap: true },
      splitLine: { lineStyle: { color: css('--rule') } },
      nameTextStyle: { color: css('--soft') },
    },
    legend: { type: 'scroll', top: 0, left: 0, right: 0, itemWidth: 14, itemHeight: 10, textStyle: { color: css('--ink') }, pageTextStyle: { color: css('--soft') }, pageIconColor: css('--soft') },
    tooltip: {
      trigger: 'axis', confine: true, backgroundColor: css('--paper'), borderColor: css('--rule'), padding: [8, 11],
      textStyle: { color: css('--ink'), fontSize: 13 },
    },
  });
  const valueAxis = (look, unit, more) => ({
    type: 'value', name: unit, nameLocation: 'end', nameGap: 10, ...look.axis,
    nameTextStyle: { ...look.axis.nameTextStyle, align: 'left' },
    axisLabel: { ...look.axis.axisLabel, formatter: number }, ...more,
  });
  const grid = more => ({ left: 8, right: 24, top: 58, bottom: 6, containLabel: true, ...more });

  // { categories, unit, upright?, lying?, series: [{ name, colour, values }] }: stacked bars, one for each category.
  const bars = options => {
    const look = theme();
    const lying = options.lying || (!options.upright && innerWidth < 700);
    const names = { type: 'category', data: options.categories, ...look.axis, axisTick: { show: false }, splitLine: { show: false },
      axisLabel: { ...look.axis.axisLabel, width: lying ? (innerWidth < 700 ? 90 : 190) : 110, overflow: 'truncate', hideOverlap: true, interval: options.upright ? 'auto' : 0 }, inverse: lying,
      axisLine: { ...look.axis.axisLine, onZero: true } };
    const values = valueAxis(look, lying ? '' : options.unit, lying ? { splitNumber: 3 } : {});
    const seen = [...new Set(options.series.map(series => series.name))];
    return {
      textStyle: look.textStyle,
      legend: { ...look.legend, show: seen.length > 1, data: seen },
      grid: grid({ left: 14, top: (seen.length > 1 ? 24 : 0) + (lying ? 10 : 34) }),
      tooltip: { ...look.tooltip, axisPointer: { type: 'shadow' }, formatter: parts => {
        const shown = parts.filter(part => part.value);
        const sum = shown.reduce((total, part) => total + part.value, 0);
        return `<b>${echarts.format.encodeHTML(parts[0].axisValue)}</b>` + shown.map(part => row(part.seriesName, part.color, `${number(part.value)} ${echarts.format.encodeHTML(options.unit)}`)).join('') +
          (shown.length > 1 && !options.unit.includes('Wh') ? row('Sum', 'transparent', `${number(sum)} ${echarts.format.encodeHTML(options.unit)}`) : '');
      } },
      xAxis: lying ? values : names,
      yAxis: lying ? names : values,
      series: options.series.map((series, index) => ({
        type: 'bar', name: series.name, stack: 'all', data: series.values.map(value => value || null), barMaxWidth: 64, color: colour(series, index),
        itemStyle: { borderColor: css('--paper'), borderWidth: 0.5 },
      })),
    };
  };

  // { choice, unit, groups: [{ name, series: [{ name, colour, mean, low, high }] }] }: lines with bands over the hours of a day.
  const bands = (options, choice) => {
    const look = theme();
    const group = options.groups[choice.group];
    const hours = [...Array(25).keys()];
    const closed = values => [...values, values[23]];
    return {
      textStyle: look.textStyle,
      legend: { ...look.legend, data: group.series.map(series => series.name) },
      grid: grid(),
      tooltip: { ...look.tooltip, formatter: parts => {
        const hour = Math.min(parts[0].dataIndex, 23);
        const clock = h => String(h).padStart(2, '0') + ':00';
        return `<b>${clock(hour)} to ${clock(hour + 1)}</b>` + group.series.map((series, index) =>
          row(series.name, colour(series, index), `${number(series.mean[hour])} <span style="font-weight:400">(${number(series.low[hour])} to ${number(series.high[hour])})</span>`)).join('');
      } },
      xAxis: { type: 'category', data: hours, boundaryGap: false, ...look.axis, splitLine: { show: false },
        axisLabel: { ...look.axis.axisLabel, interval: innerWidth < 700 ? 5 : 2, formatter: hour => String(hour).padStart(2, '0') + ':00' } },
      yAxis: valueAxis(look, options.unit, { scale: false }),
      series: group.series.flatMap((series, index) => {
        const paint = colour(series, index);
        const band = { type: 'line', name: series.name, stack: 'band' + index, stackStrategy: 'all', step: 'end', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false }, color: paint };
        return [
          { ...band, data: closed(series.low) },
          { ...band, data: closed(series.high.map((high, hour) => high === null ? null : high - series.low[hour])), areaStyle: { color: paint, opacity: 0.16 } },
          { type: 'line', name: series.name, data: closed(series.mean), step: 'end', symbol: 'none', color: paint, lineStyle: { width: 2.2 }, z: 5 },
        ];
      }),
    };
  };

  // { unit, xUnit, max?, scale?, series: [{ name, colour, x, y, low?, high? }] }: lines over numbers.
  const lines = options => {
    const look = theme();
    const named = options.series.length > 1;
    return {
      textStyle: look.textStyle,
      legend: { ...look.legend, show: named, data: options.series.map(series => series.name) },
      grid: grid({ top: named ? 58 : 34, bottom: 26, right: 40 }),
      tooltip: { ...look.tooltip, formatter: parts => `<b>${number(parts[0].value[0])} ${echarts.format.encodeHTML(options.xUnit || '')}</b>` +
        parts.filter((part, at) => parts.findLastIndex(other => other.seriesName === part.seriesName) === at)
          .map(part => row(part.seriesName, part.color, `${number(part.value[1])} ${echarts.format.encodeHTML(options.unit)}`)).join('') },
      xAxis: { ...valueAxis(look, options.xUnit, { min: 'dataMin', max: 'dataMax' }), nameLocation: 'middle', nameGap: 28, nameTextStyle: look.axis.nameTextStyle, splitLine: { show: false } },
      yAxis: valueAxis(look, options.unit, { max: options.max ?? undefined, scale: options.scale }),
      series: options.series.flatMap((series, index) => {
        const paint = colour(series, index);
        const line = { type: 'line', name: series.name, data: series.x.map((x, at) => [x, series.y[at]]), symbol: series.x.length < 15 ? 'circle' : 'none', symbolSize: 7, clip: true, color: paint, lineStyle: { width: 2 }, areaStyle: !named && !series.low ? { color: paint, opacity: 0.1 } : undefined };
        if (!series.low) return [line];
        // Over numbers nothing can be stacked to a band, so its edges are thin lines.
        const edge = values => ({ type: 'line', name: series.name, symbol: 'none', silent: true, color: paint, lineStyle: { width: 1, opacity: 0.35 }, tooltip: { show: false }, data: series.x.map((x, at) => [x, values[at]]) });
        return [edge(series.low), edge(series.high), line];
      }),
    };
  };

  // { unit, zero?, days, series: [{ name, colour, values }] }: lines over calendar days.
  const days = options => {
    const look = theme();
    const named = options.series.length > 1;
    return {
      textStyle: look.textStyle,
      legend: { ...look.legend, show: named, data: options.series.map(series => series.name) },
      grid: grid({ top: named ? 58 : 34 }),
      tooltip: { ...look.tooltip, formatter: parts => `<b>${parts[0].axisValue}</b>` + parts.map(part =>
        row(part.seriesName, part.color, `${options.zero ? number(part.value) : part.value.toFixed(5)} ${echarts.format.encodeHTML(options.unit)}`)).join('') },
      xAxis: { type: 'category', data: options.days, boundaryGap: options.days.length < 2, ...look.axis, splitLine: { show: false } },
      yAxis: valueAxis(look, options.unit, { scale: !options.zero, axisLabel: { ...look.axis.axisLabel, formatter: options.zero ? number : value => value.toLocaleString('en-US', { maximumFractionDigits: 5 }) } }),
      series: options.series.map((series, index) => ({
        type: 'line', name: series.name, data: series.values, color: colour(series, index), symbol: options.days.length < 40 ? 'circle' : 'none', symbolSize: 5,
        lineStyle: { width: 1.6 }, areaStyle: options.zero ? { color: colour(series, index), opacity: 0.14 } : undefined,
      })),
    };
  };

  // The series of the page, unpacked when first asked for.
  const store = (() => {
    const element = document.querySelector('script.series');
    const data = element ? json(element) : {};
    const unpacked = [];
    const values = index => {
      if (unpacked[index]) return unpacked[index];
      const packed = data.series[index];
      if (packed.data === undefined) return unpacked[index] = new Float64Array(packed.length).fill(packed.constant);
      const bytes = Uint8Array.from(atob(packed.data), letter => letter.charCodeAt(0));
      const levels = new DataView(bytes.buffer);
      const scale = (packed.high - packed.low) / 65534;
      return unpacked[index] = Float64Array.from({ length: bytes.length / 2 }, (_, at) => {
        const level = levels.getUint16(2 * at, true);
        return level === 65535 ? NaN : packed.low + level * scale;
      });
    };
    let clock;
    const times = () => {
      if (clock) return clock;
      const length = values(0).length;
      let now = Date.parse(data.first + 'Z');
      const jumps = new Map((data.jumps || []).map(jump => [jump.step, jump.minutes]));
      clock = new Float64Array(length);
      for (let step = 0; step < length; step++) {
        now += (jumps.get(step) || 0) * 60000;
        clock[step] = now;
        now += data.minutes * 60000;
      }
      return clock;
    };
    return { data, values, times };
  })();

  const day = 86400000;
  const iso = time => new Date(time).toISOString();
  const sum = (parts, length) => {
    const total = new Float64Array(length);
    for (const part of parts) for (let at = 0; at < length; at++) total[at] += part[at];
    return total;
  };

  // Power, stored energy and price over a chosen week, from the series of the page.
  const explorer = (options, choice) => {
    const look = theme();
    const data = store.data;
    const times = store.times();
    const from = choice.step;
    let to = from;
    while (to < times.length && times[to] < times[from] + 7 * day && to - from <= 7 * 1440 / data.minutes + 24) to++;
    const length = to - from;
    const chosen = choice.group < 0 ? data.groups : [data.groups[choice.group]];
    const slice = index => store.values(index).subarray(from, to);
    const kinds = new Map();
    for (const group of chosen) for (const flow of group.flows) if (flow.carrier === choice.carrier) {
      if (!kinds.has(flow.kind)) kinds.set(flow.kind, { ...flow, parts: [] });
      kinds.get(flow.kind).parts.push(slice(flow.series));
    }
    const order = data.kinds;
    const flows = [...kinds.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).map(flow => ({ ...flow, values: sum(flow.parts, length) }));
    const stored = sum(chosen.map(group => slice(group.stored)), length);
    const priced = chosen.find(group => group.buyPrice !== undefined);
    const unit = data.currency + '/kWh';
    const labels = Array.from({ length }, (_, at) => iso(times[from + at]).slice(0, 16).replace('T', ' '));
    const axis = (index, last) => ({ type: 'category', gridIndex: index, data: labels, boundaryGap: false, ...look.axis, splitLine: { show: false }, axisLine: { ...look.axis.axisLine, onZero: index === 0 },
      axisTick: { show: last, interval: (_, text) => text.endsWith('00:00') },
      axisLabel: { ...look.axis.axisLabel, show: last, interval: (_, text) => text.endsWith('00:00'), formatter: text => new Date(text.slice(0, 10) + 'T00:00Z').toLocaleDateString('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: innerWidth < 700 ? undefined : 'short' }), align: 'left' } });
    const area = { type: 'line', step: 'end', symbol: 'none', lineStyle: { width: 0 }, emphasis: { disabled: true } };
    const series = [];
    for (const flow of flows) {
      if (flow.kind === 'load') continue;
      const positive = flow.values.map(value => Math.max(value, 0));
      const negative = flow.values.map(value => Math.min(value, 0));
      series.push({ ...area, name: flow.name, color: flow.colour, stack: 'up', data: Array.from(positive), areaStyle: { color: flow.colour, opacity: 0.85 } });
      if (negative.some(value => value < 0)) series.push({ ...area, name: flow.name, color: flow.colour, stack: 'down', data: Array.from(negative), areaStyle: { color: flow.colour, opacity: 0.85 } });
    }
    const load = flows.find(flow => flow.kind === 'load');
    if (load) series.push({ type: 'line', step: 'end', name: load.name, color: css('--ink'), symbol: 'none', lineStyle: { width: 1.8 }, data: Array.from(load.values, value => -value), z: 6 });
    const line = (name, paint, at, values) => ({ type: 'line', name, xAxisIndex: at, yAxisIndex: at, color: paint, symbol: 'none', lineStyle: { width: 1.8 }, data: Array.from(values) });
    series.push({ ...line('Stored energy', '#159a78', 1, stored), areaStyle: { color: '#159a78', opacity: 0.14 } });
    if (priced) {
      series.push({ ...line('Price bought', '#7c6bb1', 2, slice(priced.buyPrice)), step: 'end' });
      if (priced.sellPrice !== undefined) series.push({ ...line('Price sold', '#a3a948', 2, slice(priced.sellPrice)), step: 'end' });
    }
    const units = ['kW', 'kWh', unit];
    return {
      textStyle: look.textStyle,
      legend: { ...look.legend, data: [...new Set(series.map(each => each.name))] },
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      grid: [{ left: 56, right: 14, top: 56, height: '46%' }, { left: 56, right: 14, top: '65%', height: '11%' }, { left: 56, right: 14, top: '83%', height: '11%' }],
      tooltip: { ...look.tooltip, formatter: parts => {
        const sums = new Map();
        for (const part of parts) {
          const known = sums.get(part.seriesName) || { value: 0, paint: part.color, axis: part.axisIndex };
          known.value += part.value;
          sums.set(part.seriesName, known);
        }
        return `<b>${parts[0].axisValue}</b>` + [...sums].map(([name, { value, paint, axis: at }]) => row(name, paint, `${number(value)} ${echarts.format.encodeHTML(units[at || 0])}`)).join('');
      } },
      xAxis: [axis(0, false), axis(1, false), axis(2, true)],
      yAxis: ['kW', 'stored, kWh', 'price, ' + unit].map((name, index) => ({ ...valueAxis(look, name, { gridIndex: index, splitNumber: index ? 2 : 5 }) })),
      series,
    };
  };

  const drawings = { bars, bands, lines, days, explorer };

  const control = (tag, properties, parent) => {
    const element = Object.assign(document.createElement(tag), properties);
    parent.append(element);
    return element;
  };
  const chooser = (parent, label, names, change) => {
    const box = control('label', { textContent: label }, parent);
    const select = control('select', {}, box);
    names.forEach((name, index) => control('option', { value: index, textContent: name }, select));
    select.onchange = () => change(Number(select.value));
    return select;
  };

  const controls = (figure, kind, options, choice, draw) => {
    const bar = document.createElement('div');
    bar.className = 'controls';
    if (kind === 'bands' && options.groups.length > 1) {
      chooser(bar, options.choice, options.groups.map(group => group.name), index => { choice.group = index; draw(); });
    }
    if (kind === 'explorer') {
      const { data } = store;
      const times = store.times();
      const names = data.groups.map(group => group.name);
      const several = names.length > 1;
      choice.group = several ? -1 : 0;
      chooser(bar, data.choice, several ? [data.all, ...names] : names, index => { choice.group = several ? index - 1 : index; draw(); });
      const carriers = [...new Set(data.groups.flatMap(group => group.flows.map(flow => flow.carrier)))];
      choice.carrier = carriers[0];
      if (carriers.length > 1) chooser(bar, 'Carrier', carriers.map(carrier => carrier === 'heat' ? 'Heat' : 'Electricity'), index => { choice.carrier = carriers[index]; draw(); });
      const start = day * Math.floor(times[0] / day);
      const count = Math.max(1, Math.ceil((times[times.length - 1] - start) / day - 6));
      if (count > 1) {
        const box = control('label', { textContent: 'Week from' }, bar);
        const date = control('input', { type: 'date', min: iso(start).slice(0, 10), max: iso(start + (count - 1) * day).slice(0, 10) }, box);
        const back = control('button', { type: 'button', textContent: '‹', title: 'One week back' }, bar);
        const slider = control('input', { type: 'range', min: 0, max: count - 1, value: 0, ariaLabel: 'First day of the week' }, bar);
        const on = control('button', { type: 'button', textContent: '›', title: 'One week on' }, bar);
        const go = first => {
          const index = Math.min(Math.max(first, 0), count - 1);
          const time = start + index * day;
          slider.value = index;
          date.value = iso(time).slice(0, 10);
          choice.step = Math.max(0, times.findIndex(each => each >= time));
          draw();
        };
        slider.oninput = () => go(Number(slider.value));
        date.onchange = () => { if (date.value) go(Math.round((Date.parse(date.value + 'T00:00Z') - start) / day)); };
        back.onclick = () => go(Number(slider.value) - 7);
        on.onclick = () => go(Number(slider.value) + 7);
        queueMicrotask(() => go(Math.floor(count / 2 / 7) * 7));
      }
    }
    if (bar.childElementCount) figure.querySelector('.canvas').before(bar);
  };

  for (const figure of document.querySelectorAll('figure.chart')) {
    const { kind } = figure.dataset;
    const options = json(figure.querySelector('script.options'));
    const canvas = figure.querySelector('.canvas');
    if (kind === 'explorer') canvas.style.height = '600px';
    const choice = { group: 0, step: 0 };
    const chart = echarts.init(canvas, null, { renderer: 'canvas' });
    const draw = () => chart.setOption({ animation: false, ...drawings[kind](options, choice) }, true);
    controls(figure, kind, options, choice, draw);
    draw();
    charts.push({ chart, draw });
  }
  const redraw = () => charts.forEach(({ chart, draw }) => { chart.resize(); draw(); });
  let pending;
  let width = 0;
  new ResizeObserver(() => {
    clearTimeout(pending);
    pending = setTimeout(() => { if (document.body.clientWidth !== width) { width = document.body.clientWidth; redraw(); } }, 60);
  }).observe(document.body);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('beforeprint', redraw);
  addEventListener('afterprint', redraw);
})();
