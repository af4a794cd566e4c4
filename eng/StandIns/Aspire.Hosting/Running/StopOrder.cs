using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>In which order resources stop: whatever depends on others goes before them. Pure.</summary>
internal static class StopOrder
{
    /// <returns>Groups that stop one after the other; the members of one have nothing to do with each other.</returns>
    public static IReadOnlyList<IReadOnlyList<IResource>> Of(IEnumerable<IResource> resources)
    {
        var left = resources.ToList();
        var dependencies = left.ToDictionary(resource => resource, DependenciesOf);
        var groups = new List<IReadOnlyList<IResource>>();
        while (left.Count > 0)
        {
            // Who depends on each other in a ring has no order, so that counts for nobody.
            var group = left.Where(resource =>
                    !left.Any(other =>
                        dependencies[other].Contains(resource) && !dependencies[resource].Contains(other)
                    )
                )
                .ToList();
            groups.Add(group);
            left = [.. left.Except(group)];
        }

        return groups;
    }

    private static HashSet<IResource> DependenciesOf(IResource resource)
    {
        var found = new HashSet<IResource>();
        Add(resource);
        found.Remove(resource);
        return found;

        // Through resources without a process (connection strings, databases), which have no place in the order themselves.
        void Add(IResource from)
        {
            foreach (var next in DirectDependenciesOf(from))
            {
                if (found.Add(next))
                {
                    Add(next);
                }
            }
        }
    }

    private static IEnumerable<IResource> DirectDependenciesOf(IResource resource)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource);
        var references = resource
            .Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(relationship => relationship.Type is "Reference" or "WaitFor")
            .Select(relationship => relationship.Resource);
        var parent = resource is IResourceWithParent child ? [child.Parent] : Enumerable.Empty<IResource>();
        return waits.Concat(references).Concat(parent);
    }
}
