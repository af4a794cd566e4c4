using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.LocalServers;
using Aspire.Hosting.Networking;

namespace Aspire.Hosting.Running;

/// <summary>The replicas of all resources that run processes, with their endpoints.</summary>
internal sealed class RunningResources : IAsyncDisposable
{
    private const string SuffixLetters = "abcdefghjkmnpqrstuvwxyz";
    private const int SuffixLength = 8;

    private readonly Dictionary<string, ResourceInstance> _instances = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<IResource, ResourceEndpoints> _endpoints = [];

    public IReadOnlyDictionary<string, ResourceInstance> Instances => _instances;

    public static bool RunsProcess(IResource resource) =>
        resource is ProjectResource or ExecutableResource or ContainerResource
        || resource.HasAnnotationOfType<LocalServerAnnotation>();

    /// <summary>Gives every replica its name and every endpoint its ports.</summary>
    public void Allocate(DistributedApplicationModel model, bool randomizePorts, RunnerOptions limits)
    {
        var running = model.Resources.Where(RunsProcess).ToArray();
        foreach (var resource in running)
        {
            EndpointRules.Check(resource);
            Name(resource);
        }

        // Fixed ports first: a random one must not take what another resource asks for.
        foreach (var resource in running.OrderByDescending(HasFixedPort))
        {
            _endpoints[resource] = new ResourceEndpoints(resource, randomizePorts, IsRunning, limits);
        }
    }

    public ResourceEndpoints EndpointsOf(IResource resource) => _endpoints[resource];

    public void Add(ResourceInstance instance) => _instances[instance.Id] = instance;

    public IEnumerable<ResourceInstance> InstancesOf(IResource resource) =>
        resource.InstanceIds().Select(id => _instances[id]);

    public async ValueTask DisposeAsync()
    {
        foreach (var endpoints in _endpoints.Values)
        {
            await endpoints.DisposeAsync();
        }

        _endpoints.Clear();
    }

    private static bool HasFixedPort(IResource resource) =>
        resource.Annotations.OfType<EndpointAnnotation>().Any(endpoint => endpoint.Port is not null);

    private static void Name(IResource resource)
    {
        if (resource.GetReplicaCount() is not 1 and var replicas)
        {
            resource.Annotations.Add(
                new InstancesAnnotation([.. Enumerable.Range(0, replicas).Select(_ => $"{resource.Name}-{Suffix()}")])
            );
        }
    }

    private static string Suffix() => new(Random.Shared.GetItems<char>(SuffixLetters, SuffixLength));

    private bool IsRunning(string id) => _instances.TryGetValue(id, out var instance) && instance.IsRunning;
}
