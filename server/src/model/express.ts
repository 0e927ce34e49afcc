/** The container that an Express service sends its traffic to. */
export const EXPRESS_CONTAINER = 'Main';
