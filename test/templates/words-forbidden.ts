/** Words that Vietnamese offices do not use for this. */
export const forbidden = /đề cử|ứng viên|chứng chỉ|phiên bầu cử/i;
