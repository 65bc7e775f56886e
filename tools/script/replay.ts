// npm run script:replay
process.stderr.write('script:replay (stored assessments through a new version) comes with a later issue.\n');
process.exitCode = 2;
