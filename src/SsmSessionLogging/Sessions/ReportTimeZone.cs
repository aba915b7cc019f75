namespace SsmSessionLogging.Sessions;

/// <summary>Finds the time zone that a person named.</summary>
internal static class ReportTimeZone
{
    /// <exception cref="ConnectionException">The system knows no such zone (<c>TimeZoneUnknown</c>).</exception>
    internal static TimeZoneInfo Named(string name)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception failure) when (failure is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new ConnectionException(
                "TimeZoneUnknown", $"This system knows no time zone '{name}'.", "Name one of [TimeZoneInfo]::GetSystemTimeZones().");
        }
    }
}
