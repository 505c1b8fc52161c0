import vue from '@vitejs/plugin-vue';

/** What the `vite.config.js` of a Vue project says. */
export default { plugins: [vue()] };
