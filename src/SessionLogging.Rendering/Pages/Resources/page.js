(() => {
  'use strict';

  const times = 5; // start, its offset, end, its offset, duration
  const mostPrinted = 5000; // A browser takes half a megabyte for each, and for many of them more than in proportion.
  const data = JSON.parse(document.getElementById('data').textContent);
  const rows = data.rows, texts = data.texts;
  // Texts that came when there were too many to number stand in the rows.
  for (const row of rows) for (let place = times; place < row.length; place++) if (typeof row[place] === 'string') row[place] = texts.push(row[place]) - 1;
  const at = Object.fromEntries(data.fields.map((name, place) => [name, times + place]));
  const find = id => document.getElementById(id);
  const body = find('rows'), search = find('search'), log = find('log'), size = find('size'), status = find('status');
  const count = new Intl.NumberFormat('en');
  const isOne = field => rows.every(row => texts[row[at[field]]] === texts[rows[0][at[field]]]);
  const places = ['account', 'region'].filter(field => !isOne(field)).flatMap(field => field === 'account' ? ['account', 'accountName'] : [field]);
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const lower = [];
  const ranks = new Map();

  let shown = rows.map((_, place) => place);
  let sort = { key: 'started', ascending: false };
  let page = 0;

  const text = (row, field) => texts[row[at[field]]];
  const two = value => String(value).padStart(2, '0');

  function time(milliseconds, offset) {
    if (milliseconds === null) return '';
    const local = new Date(milliseconds + offset * 60000).toISOString().replace(/\.\d+Z$/, '').replace('T', ' ');
    if (data.utc) return local;
    const ahead = Math.abs(offset);
    return `${local} ${offset < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
  }

  function duration(seconds) {
    if (seconds === null) return '';
    const all = Math.abs(seconds), days = Math.floor(all / 86400);
    return (seconds < 0 ? '-' : '') + (days ? `${days}d ` : '') + `${two(Math.floor(all / 3600) % 24)}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
  }

  function element(name, content, className) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (content !== undefined) made.textContent = content;
    return made;
  }

  // What each column sorts by: numbers as they are, texts by their place in the order of the column's texts.
  const columns = {
    started: row => row[0],
    lasted: row => row[4],
    log: row => data.logs.indexOf(text(row, 'log')),
    person: ranked(row => row[at.person] || row[at.owner]),
    target: ranked(row => row[at.targetName] || row[at.target]),
    document: ranked(row => row[at.document]),
    status: ranked(row => row[at.status]),
    reason: ranked(row => row[at.reason]),
  };

  function ranked(placeOf) {
    return row => {
      let rank = ranks.get(placeOf);
      if (!rank) {
        rank = new Map([...new Set(rows.map(placeOf))].sort((a, b) => collator.compare(texts[a], texts[b])).map((place, order) => [place, order]));
        ranks.set(placeOf, rank);
      }
      return placeOf(row) === 0 ? null : rank.get(placeOf(row));
    };
  }

  // Sessions without a value come last, whichever way the others are sorted; equal ones stay as they were.
  function sorted(places) {
    const value = columns[sort.key], way = sort.ascending ? 1 : -1;
    const values = rows.map(value);
    return places.sort((a, b) => {
      const left = values[a], right = values[b];
      if (left === right) return a - b;
      if (left === null) return 1;
      if (right === null) return -1;
      return left < right ? -way : way;
    });
  }

  // A word is looked for once in each text, however many sessions have it.
  function matcher(word) {
    if (!lower.length) for (const each of texts) lower.push(each.toLowerCase());
    const has = lower.map(each => each.includes(word));
    return row => {
      for (let place = times; place < row.length; place++) if (has[row[place]]) return true;
      return time(row[0], row[1]).includes(word);
    };
  }

  function select() {
    const matchers = search.value.toLowerCase().split(/\s+/).filter(Boolean).map(matcher);
    const wanted = log.value;
    const places = [];
    rows.forEach((row, place) => {
      if ((!wanted || text(row, 'log') === wanted) && matchers.every(matches => matches(row))) places.push(place);
    });
    shown = sorted(places);
    page = 0;
    show();
  }

  function cell(content, className, ...smalls) {
    const made = element('td', content, className);
    for (const small of smalls) if (small) made.append(' ', element('small', small));
    return made;
  }

  // A line may end between the words of a name such as AWS-StartPortForwardingSession.
  function documentOf(row) {
    const made = element('td');
    for (const part of text(row, 'document').split(/(?<=[a-z0-9])(?=[A-Z])/)) made.append(part, element('wbr'));
    return made;
  }

  function line(place) {
    const row = rows[place], made = element('tr');
    const logCell = element('td'), state = element('div', undefined, 'state'), label = element('span', undefined, 'log'), mark = element('span', undefined, 'mark ' + data.inks[columns.log(row)]);
    mark.setAttribute('aria-hidden', 'true');
    label.append(mark, text(row, 'log'));
    state.append(label, ' ');
    logCell.append(state);
    if (text(row, 'logBrief')) state.append(element('small', text(row, 'logBrief'), 'why'));
    const who = text(row, 'person') || text(row, 'owner'), session = text(row, 'session');
    const person = element('td', undefined, session.startsWith(who) ? 'told' : '');
    person.append(element('span', who, 'who'), ' ', element('small', session));
    const more = element('button', 'Details', 'more');
    more.type = 'button';
    more.setAttribute('aria-expanded', 'false');
    more.setAttribute('aria-label', `Details of session ${session}`);
    more.addEventListener('click', () => toggle(more, made, row));
    person.append(more);
    made.append(
      cell(time(row[0], row[1]), 'time'),
      person,
      cell(text(row, 'targetName') || text(row, 'target'), '', text(row, 'targetName') && text(row, 'target'), places.map(field => text(row, field)).filter(part => part).join(' ')),
      documentOf(row),
      cell(duration(row[4]), 'number'),
      cell(text(row, 'status')),
      logCell,
      cell(text(row, 'reason'), 'reason'));
    return made;
  }

  function toggle(button, above, row) {
    const isOpen = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!isOpen));
    if (isOpen) {
      above.nextElementSibling.remove();
      return;
    }
    const list = element('dl');
    const add = (name, value) => { if (value) list.append(element('dt', name), element('dd', value)); };
    add('Started', time(row[0], row[1]));
    add('Ended', time(row[2], row[3]));
    data.fields.forEach((field, place) => { if (data.labels[place]) add(data.labels[place], text(row, field)); });
    const wide = element('td'), details = element('tr', undefined, 'details');
    wide.colSpan = 8;
    wide.append(list);
    details.append(wide);
    above.after(details);
  }

  function show() {
    const length = Number(size.value), pages = Math.max(1, Math.ceil(shown.length / length));
    page = Math.min(Math.max(page, 0), pages - 1);
    const from = page * length, until = Math.min(from + length, shown.length);
    body.replaceChildren(...shown.slice(from, until).map(line));
    const all = shown.length === rows.length ? '' : ` of ${count.format(rows.length)}`;
    status.textContent = shown.length === 0
      ? `No session matches${all ? `, out of ${count.format(rows.length)}` : ''}.`
      : `${count.format(from + 1)} to ${count.format(until)} of ${count.format(shown.length)} sessions${all && ` that match, out of ${count.format(rows.length)}`}.`;
    find('place').textContent = `Page ${count.format(page + 1)} of ${count.format(pages)}`;
    for (const [id, isEnd] of [['first', page === 0], ['previous', page === 0], ['next', page === pages - 1], ['last', page === pages - 1]])
      find(id).setAttribute('aria-disabled', String(isEnd));
    find('pager').hidden = rows.length <= 25;
    find('extent').hidden = true;
    limit(rows.length > mostPrinted && `All ${count.format(rows.length)} sessions are listed. Printed are at most ${count.format(mostPrinted)}, the first that match.`);
  }

  // What stands in the verdict on how much of the list there is.
  function limit(words) {
    find('limit').textContent = words || '';
    find('limit').hidden = !words;
  }

  function print() {
    body.replaceChildren(...shown.slice(0, mostPrinted).map(line));
    const isAll = shown.length === rows.length, isCut = shown.length > mostPrinted;
    const asked = [search.value.trim() && `“${search.value.trim()}”`, log.value && `the log status ${log.value}`].filter(Boolean).join(' and ');
    const words = `${isCut ? `the first ${count.format(mostPrinted)} of ` : ''}${count.format(shown.length)} sessions${isAll ? '' : ` that match ${asked}, out of ${count.format(rows.length)}`}.`;
    find('extent').textContent = words[0].toUpperCase() + words.slice(1);
    find('extent').hidden = false;
    limit(!(isAll && !isCut) && `The list has ${words} The figures and charts are of all.`);
  }

  function turn(id, to) {
    find(id).addEventListener('click', event => {
      if (event.currentTarget.getAttribute('aria-disabled') === 'true') return;
      page = to();
      show();
    });
  }

  function heads() {
    for (const head of document.querySelectorAll('#table th[data-key]')) {
      const key = head.dataset.key, button = element('button', head.textContent);
      button.type = 'button';
      // A button is not printed at the head of a second sheet.
      head.replaceChildren(button, element('span', head.textContent, 'paper'));
      head.setAttribute('aria-sort', key === sort.key ? 'descending' : 'none');
      button.addEventListener('click', () => {
        sort = { key, ascending: sort.key === key ? !sort.ascending : key !== 'started' && key !== 'lasted' };
        for (const other of document.querySelectorAll('#table th[data-key]'))
          other.setAttribute('aria-sort', other !== head ? 'none' : sort.ascending ? 'ascending' : 'descending');
        shown = sorted(shown);
        page = 0;
        show();
      });
    }
  }

  for (const name of data.logs) log.append(element('option', name));
  heads();
  turn('first', () => 0);
  turn('previous', () => page - 1);
  turn('next', () => page + 1);
  turn('last', () => Infinity);
  let waiting = 0;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(select, 120);
  });
  log.addEventListener('change', select);
  size.addEventListener('change', () => { page = 0; show(); });
  find('controls').addEventListener('submit', event => event.preventDefault());
  addEventListener('beforeprint', print);
  addEventListener('afterprint', show);
  find('controls').hidden = false;
  shown = sorted(shown);
  show();
})();
