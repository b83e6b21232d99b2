/** A blocked page with the missing button, and the queue that it fills. It says nothing in words. */
export function Picture() {
  return (
    <svg class="picture" viewBox="0 0 260 120" aria-hidden="true">
      <g class="sheet">
        <rect x="1" y="9" width="102" height="102" rx="8" />
        <rect x="155" y="9" width="104" height="102" rx="8" />
      </g>
      <g class="lines">
        <path d="M15 27h46M15 38h74M15 47h60" />
        <path d="M190 31h42M190 61h34M190 91h46" />
      </g>
      <rect class="stop" x="15" y="60" width="74" height="12" rx="3" />
      <rect class="do" x="15" y="82" width="54" height="17" rx="5" />
      <path class="on-do" d="M24 90.5h36" />
      <path class="way" d="M112 60h30m-9-8 9 8-9 8" />
      <g class="sheet row">
        <rect x="165" y="20" width="84" height="22" rx="5" />
        <rect x="165" y="50" width="84" height="22" rx="5" />
        <rect x="165" y="80" width="84" height="22" rx="5" />
      </g>
      <path class="way" d="m171 31 4 4 7-8M171 61l4 4 7-8" />
      <path class="dot" d="M176 91h.01" />
    </svg>
  );
}
