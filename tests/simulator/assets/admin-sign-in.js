// The whole address, fragment included, goes to the login as its `continue`.
const login = document.documentElement.dataset.login;
location.replace(`${login}?continue=${encodeURIComponent(location.href)}`);
