/**
 * A host name from hostile text: lower case, RFC 1123 labels, at least two of them, no port.
 * @returns undefined where the text is not one (`<instance-name>.atlassian.net`, an address, …)
 */
export function parseHostName(text: string): string | undefined {
  const host = text.trim().toLowerCase().replace(/\.$/, '');
  if (host.length > 253 || !host.includes('.')) return undefined;
  const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
  const labels = host.split('.');
  if (!labels.every((part) => label.test(part))) return undefined;
  return /[a-z]/.test(labels.at(-1) ?? '') ? host : undefined;
}
