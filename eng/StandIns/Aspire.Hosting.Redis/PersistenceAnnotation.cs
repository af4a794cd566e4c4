using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

internal sealed class PersistenceAnnotation(TimeSpan interval, long keysChangedThreshold) : IResourceAnnotation
{
    public string Save =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)interval.TotalSeconds} {keysChangedThreshold}");
}
