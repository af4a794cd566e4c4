namespace Aspire.Hosting.ApplicationModel;

public class DistributedApplicationModel(IResourceCollection resources)
{
    public DistributedApplicationModel(IEnumerable<IResource> resources)
        : this(Collection(resources)) { }

    public IResourceCollection Resources { get; } = resources;

    private static ResourceCollection Collection(IEnumerable<IResource> resources)
    {
        var collection = new ResourceCollection();
        foreach (var resource in resources)
        {
            collection.Add(resource);
        }

        return collection;
    }
}
