// What one test kills another one would miss: they share the servers and two cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
