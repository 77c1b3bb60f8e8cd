using NUnit.Framework;

// They share nothing but code.
[assembly: Parallelizable(ParallelScope.Fixtures)]
