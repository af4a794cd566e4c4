// A cluster is up to ten processes; two of them at once on two cores would only wait for each other, and they would share
// the queues of one broker.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
