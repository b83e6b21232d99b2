// Administration changes pages without loading them: links lead on by script, and the whole body is
// replaced by what comes.
function draw(text) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
}

function show(address) {
  fetch(address)
    .then((answer) => answer.text())
    .then(draw, () => location.reload());
}

addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a[href^="/"]');
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  show(link.href);
});
addEventListener('popstate', () => show(location.href));
