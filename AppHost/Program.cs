using Orchestrator.AppHost;

return await Start.RunAsync(args, Describe);

// The system as one picture: a line adds a part, an arrow is a WithReference.
static void Describe(IDistributedApplicationBuilder builder, Plan plan)
{
    var replicas = builder.AddReplicas(plan.Ollama);

    if (plan.Shape == Shape.Embedded)
    {
        // The five services in one process, their messages in memory, their state in SQLite files.
        var all = builder.AddService<Projects.Standalone>("orchestrator", plan).WithReplicas(replicas);
        builder.AddStartReport(plan, gateway: all.AtPort(plan.Port), replicas);
        return;
    }

    // The names are the names of the connections that services read.
    var database = builder.AddPostgres("postgres").AddDatabase("orchestrator");
    var messaging = builder.AddRabbitMQ("messaging");
    var cache = builder.AddRedis("cache");

    // Workers hold leases on replicas. Both may reach every replica: each has its share, and takes over what the other loses.
    var worker1 = builder.AddService<Projects.EnsembleWorker>("worker-1", plan).WithReplicas(replicas, share: 0, of: 2);
    var worker2 = builder.AddService<Projects.EnsembleWorker>("worker-2", plan).WithReplicas(replicas, share: 1, of: 2);

    // Watches the workers, so as to know which replicas and models there are, and keeps what it learns of them.
    var profiler = builder.AddService<Projects.Profiler>("profiler", plan);
    profiler.WithReference(worker1).WithReference(worker2);
    profiler.WithReference(database).WaitFor(database);

    // Chooses model and replica. It asks the profiler who owns what, and then watches the owners.
    var router = builder.AddService<Projects.Router>("router", plan);
    router.WithReference(profiler);

    // The steps of a run are placed by the router, like single answers; where a run is held stands in the cache. Replicas
    // that were added at run time, and what shall stay in memory, a worker hears from the profiler.
    foreach (var worker in (IResourceBuilder<ProjectResource>[])[worker1, worker2])
    {
        worker.WithEnvironment("Worker__Name", worker.Resource.Name).WithReference(router).WithReference(cache);
        worker.WithReference(profiler);
        worker.WithReference(database).WaitFor(database);
        worker.WithReference(messaging).WaitFor(messaging);
    }

    // Hears of outcomes and feedback over the bus; nobody calls it.
    var learning = builder.AddService<Projects.Learning>("learning", plan);
    learning.WithReference(database).WaitFor(database);
    learning.WithReference(messaging).WaitFor(messaging);

    // What clients call. Replicas come with the router's answers; runs of several steps are any worker's; models and replicas
    // are listed and edited at the profiler.
    var gateway = builder.AddService<Projects.Gateway>("gateway", plan).AtPort(plan.Port);
    gateway.WithReference(router).WithReference(profiler).WithReference(worker1).WithReference(worker2);
    gateway.WithReference(messaging).WaitFor(messaging);

    builder.AddPrometheus(plan, [gateway, router, profiler, worker1, worker2, learning]);
    builder.AddStartReport(plan, gateway, replicas);
}
