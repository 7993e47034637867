/** The language in which somebody is written to. */
export type Language = 'vi' | 'en';
/** Form of address. */
export type Address = 'Ông' | 'Bà' | 'đồng chí';
