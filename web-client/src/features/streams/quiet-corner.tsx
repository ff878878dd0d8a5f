/**
 * A lamp, its light, and a hat nobody stands behind: the picture of an empty list. Decoration.
 */
export function QuietCorner() {
  return (
    <svg viewBox="0 0 240 180" width="240" height="180" aria-hidden="true">
      <defs>
        <linearGradient id="quiet-beam" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#ffd58c" stopOpacity="0.55" />
          <stop offset="1" stopColor="#ffb341" stopOpacity="0.04" />
        </linearGradient>
        <radialGradient id="quiet-pool">
          <stop offset="0" stopColor="#ffb341" stopOpacity="0.55" />
          <stop offset="1" stopColor="#ffb341" stopOpacity="0" />
        </radialGradient>
      </defs>
      <ellipse cx="112" cy="152" rx="104" ry="20" fill="url(#quiet-pool)" />
      <path d="M106 34 40 152h144L130 34z" fill="url(#quiet-beam)" />
      <path d="M196 158V34a18 18 0 0 0-18-18h-60" fill="none" stroke="#4a4160" strokeWidth="6" strokeLinecap="round" />
      <path d="M100 36l10-20h16l10 20z" fill="#4a4160" />
      <ellipse cx="118" cy="36" rx="17" ry="3.5" fill="#ffe9bf" />
      <path d="M84 136h56a3 3 0 0 1 0 6H84a3 3 0 0 1 0-6z" fill="#f7f2e8" />
      <path d="M93 145h38l-4 16a4 4 0 0 1-4 3h-22a4 4 0 0 1-4-3z" fill="#f7f2e8" />
      <circle cx="112" cy="122" r="7" fill="#ffb341" />
    </svg>
  );
}
