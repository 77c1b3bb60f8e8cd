using NUnit.Framework;

// Each fixture has a service, ports and a folder of its own. Many wait for a clock, so there are more than cores.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
