namespace SessionLogging.Aws.Ports;

/// <summary>Looks at things: a denied look is an answer, any other failed one is not.</summary>
internal static class Look
{
    /// <summary>Looks.</summary>
    /// <param name="look">Makes the calls.</param>
    /// <param name="missingCode">The error code by which the service says that there is no such thing.</param>
    /// <param name="noNameCode">The error code by which the service says that there can be no such thing, by its name.</param>
    /// <exception cref="AwsCallException">The look failed otherwise.</exception>
    internal static async Task<LookupResult<T>> AtAsync<T>(Func<Task<LookupResult<T>>> look, string? missingCode = null, string? noNameCode = null)
        where T : class
    {
        try
        {
            return await look().ConfigureAwait(false);
        }
        catch (AwsCallException denial) when (denial.Kind == AwsCallFailure.Denied)
        {
            return LookupResult.Denied<T>(denial);
        }
        catch (AwsCallException failure) when (missingCode is not null && failure.Code == missingCode)
        {
            return LookupResult.Missing<T>();
        }
        catch (AwsCallException failure) when (noNameCode is not null && failure.Code == noNameCode)
        {
            return LookupResult.NotAName<T>();
        }
    }
}
