/** Why a share link could not be read. */
export type LinkProblem =
  | 'empty'
  | 'not-a-link'
  | 'too-long'
  | 'broken'
  | 'too-big-inside'
  | 'newer-version'
  | 'wrong-type'
  | 'not-valid'
  | 'bad-site';
