namespace SessionLogging.Preferences.Document;

/// <summary>A setting that by an agreed exception is another one in some account and Region than elsewhere.</summary>
/// <param name="Setting">The setting's name.</param>
/// <param name="Value">What it is to be there: a <see cref="bool"/> for a flag, otherwise text; empty text clears it.</param>
/// <param name="AcceptedBy">Who has accepted that.</param>
/// <param name="AcceptedReason">Why.</param>
/// <param name="AcceptedUntil">Until when, in UTC.</param>
public sealed record AgreedSetting(string Setting, object Value, string AcceptedBy, string AcceptedReason, DateTimeOffset AcceptedUntil)
{
    /// <summary>The settings of an edit that agreed exceptions give.</summary>
    public static IReadOnlyList<AgreedSetting> In(PreferenceEdit edit) =>
    [
        .. from value in edit.Values
           let accepted = value.Accepted
           where accepted is not null
           select new AgreedSetting(value.Setting.Name, value.Value, accepted.By, accepted.Reason, accepted.Until),
    ];

    /// <summary>The exception in words: <c>IdleSessionTimeout '30', accepted by jdoe until 2026-12-31 00:00:00Z (A kiosk.)</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Setting} {SettingChange.Show(Value)}, accepted by {AcceptedBy} until {AcceptedUntil:yyyy-MM-dd HH:mm:ss'Z'} ({AcceptedReason})");
}
