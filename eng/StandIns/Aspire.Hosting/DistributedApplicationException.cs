namespace Aspire.Hosting;

/// <summary>The application model is wrong, or cannot be run here.</summary>
public class DistributedApplicationException : Exception
{
    public DistributedApplicationException() { }

    public DistributedApplicationException(string message)
        : base(message) { }

    public DistributedApplicationException(string message, Exception? inner)
        : base(message, inner) { }
}
