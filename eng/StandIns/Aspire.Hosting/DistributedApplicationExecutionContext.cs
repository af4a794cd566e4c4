namespace Aspire.Hosting;

public enum DistributedApplicationOperation
{
    Run,
    Publish,
}

/// <summary>Always run mode in this stand-in.</summary>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    public DistributedApplicationOperation Operation { get; } = operation;

    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>Available once the application is built.</summary>
    public IServiceProvider ServiceProvider
    {
        get =>
            field
            ?? throw new InvalidOperationException(
                "IServiceProvider is not available because the application has not been built yet."
            );
        internal set;
    }
}
