// What a room loads only when it is needed is loaded before the tests here, so that what it does while it is loaded is
// nobody's test (stryker.config.mjs leaves that alone).
import.meta.glob(['../src/{vault,transfer}/**/*.ts', '!../src/**/*.worker.ts', '!../src/**/*.d.ts'], { eager: true })
