import { beforeEach, describe, expect, it } from 'vitest';
import { mayAccept, namesAccept, namesCancel } from '../../entrypoints/consent-guard/may-accept.ts';

const SUBMIT = '<form><button>Accept</button></form>';

function press(html: string, within = '') {
  document.body.innerHTML = `${within}<div id="there">${html}</div>`;
  return mayAccept(document.querySelector('#there *:not(form)'));
}

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('a press that may accept', () => {
  it.each([
    '<form><button>Los</button></form>',
    '<button type="submit">Los</button>',
    '<form><input type="submit" value="Los"></form>',
    '<form><input type="image" alt="Los"></form>',
    '<input type="button" value="Accept">',
    '<button type="button" aria-label="Accept">✓</button>',
    '<a role="button">Accept and continue</a>',
    '<a href="#x">Authorize</a>',
    '<div>接受</div>',
    '<button type="button">АКЦЕПТ</button>',
  ])('%s', (html) => expect(press(html)).toBe(true));

  it('is one inside of the button as well', () => {
    document.body.innerHTML = '<form><button><span><b>Los</b></span></button></form>';
    expect(mayAccept(document.querySelector('b'))).toBe(true);
  });
});

describe('a press that may not', () => {
  it.each([
    ['<button type="button">Cancel</button>', ''],
    ['<form><button>Cancel</button></form>', ''],
    ['<form><input type="submit" value="Abbrechen"></form>', ''],
    ['<button type="button" aria-expanded="false">View</button>', ''],
    ['<button type="button" data-testid="permission-button">View</button>', ''],
    // Where something submits, what does not submit is not Accept, in whatever language.
    ['<button type="button">Weg hier</button>', SUBMIT],
    ['<input type="text" value="Accept">', SUBMIT],
    ['<a href="https://app.example/privacy">Privacy</a>', ''],
    ['<p>Words of the page</p>', ''],
    [`<p>Accept ${'whatever is written here '.repeat(4)}</p>`, ''],
  ])('%s', (html, within) => expect(press(html, within)).toBe(false));

  it('is none of nothing', () => {
    expect(mayAccept(null)).toBe(false);
    expect(mayAccept(document)).toBe(false);
  });
});

describe('words', () => {
  it('are known however they are spelled', () => {
    for (const word of [
      'ACCEPT',
      ' Accept ',
      'Ａｃｃｅｐｔ',
      'ac\u200bcept',
      'Akzeptieren',
      'Authorise',
      '同意する',
      '허용',
    ])
      expect(namesAccept(word), word).toBe(true);
    for (const word of ['CANCEL', ' cancel ', 'キャンセル', '取消', 'Annuler'])
      expect(namesCancel(word), word).toBe(true);
  });

  it('that only begin like a Cancel are none', () => {
    expect(namesCancel('Cancel nothing, accept')).toBe(false);
    expect(namesCancel('')).toBe(false);
  });
});
