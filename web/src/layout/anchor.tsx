import icon from './icon.svg';

export function Anchor({ size }: { size: number }) {
  return <img src={icon} alt="" width={size} height={size} />;
}
