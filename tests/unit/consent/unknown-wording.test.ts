import { describe, expect, it } from 'vitest';
import { adminWord } from '../../../lib/consent/readers/unknown-wording.ts';
import { fold } from '../../../lib/consent/text.ts';

describe('the word for administrator', () => {
  it.each([
    'Your site admin must allow it',
    'A webhely rendszergazdájának engedélyeznie kell',
    'A WEBHELY RENDSZERGAZDÁJA',
    'ผู้ดูแลไซต์ของคุณต้องอนุญาต',
    'ผู้ดูแลระบบ',
    'Saidi administraator peab lubama',
    'Stjórnandi vefsvæðisins verður að heimila',
    'Kerfisstjórinn þarf að samþykkja',
    'Site yöneticiniz izin vermelidir',
    'SİTE YÖNETİCİNİZ İZİN VERMELİDİR',
    'ADMINISTRATÖREN MÅSTE',
    'АДМИНИСТРАТОР сайта',
    'Votre administratrice doit autoriser',
    'La tua amministratrice deve autorizzare',
    'Sivuston järjestelmänvalvojan on valtuutettava',
    'Musí ji povolit administrátor webu',
  ])('is seen in: %s', (text) => {
    expect(adminWord(fold(text))).toBeTruthy();
  });

  it.each(['Accept', 'This app is administered by others', 'Yönetim', 'Kullanıcı'])(
    'is not seen in: %s',
    (text) => {
      expect(adminWord(fold(text))).toBeUndefined();
    },
  );
});
