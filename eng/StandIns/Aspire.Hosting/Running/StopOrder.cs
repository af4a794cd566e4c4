using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>In which order resources stop: whatever depends on others goes before them. Pure.</summary>
internal static class StopOrder
{
    /// <returns>Groups that stop one after the other; the members of one have nothing to do with each other.</returns>
    public static IReadOnlyList<IReadOnlyList<IResource>> Of(IEnumerable<IResource> resources)
    {
        var left = resources.ToList();
        var groups = new List<IReadOnlyList<IResource>>();
        while (left.Count > 0)
        {
            var needed = left.SelectMany(DependenciesOf).ToHashSet();
            var group = left.Where(resource => !needed.Contains(resource)).ToList();
            if (group.Count == 0)
            {
                // They depend on each other in a ring: no order is better than another.
                group = left;
            }

            groups.Add(group);
            left = [.. left.Except(group)];
        }

        return groups;
    }

    private static IEnumerable<IResource> DependenciesOf(IResource resource)
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
