// Administration changes pages without loading them: links lead on by script, and the whole body is
// replaced by what comes.
async function show(address) {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
}

addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a[href^="/"]');
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  show(link.href);
});
addEventListener('popstate', () => show(location.href));
