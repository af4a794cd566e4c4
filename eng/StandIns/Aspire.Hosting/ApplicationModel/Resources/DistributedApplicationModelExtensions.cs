using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class DistributedApplicationModelExtensions
{
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model) =>
        model.Resources.OfType<ProjectResource>();

    public static IEnumerable<ExecutableResource> GetExecutableResources(this DistributedApplicationModel model) =>
        model.Resources.OfType<ExecutableResource>();

    public static IEnumerable<IResource> GetContainerResources(this DistributedApplicationModel model) =>
        model.Resources.Where(resource => resource.HasAnnotationOfType<ContainerImageAnnotation>());
}
