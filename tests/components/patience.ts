import { configure } from '@testing-library/preact';

/** How long `waitFor` and `findBy…` wait: a busy computer is slow, not wrong. */
configure({ asyncUtilTimeout: 300_000 });
