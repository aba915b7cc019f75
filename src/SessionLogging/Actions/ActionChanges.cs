using SessionLogging.Preferences;

namespace SessionLogging.Actions;

/// <summary>What differs between two states of an action.</summary>
internal static class ActionChanges
{
    private static readonly (string Name, Func<SessionAction, object?> Of)[] Members =
    [
        (nameof(SessionAction.State), action => action.State),
        (nameof(SessionAction.Pattern), action => action.Pattern),
        (nameof(SessionAction.Description), action => action.Description),
        (nameof(SessionAction.TargetArn), action => action.TargetArn),
        (nameof(SessionAction.RoleArn), action => action.RoleArn),
        (nameof(SessionAction.CommandTarget), action => action.CommandTarget),
        (nameof(SessionAction.CommandParameter), action => action.CommandParameter),
        (nameof(SessionAction.Message), action => action.Message),
    ];

    internal static IReadOnlyList<SettingChange> Between(SessionAction? before, SessionAction after) =>
    [
        .. from member in Members
           let was = before is null ? null : member.Of(before)
           let becomes = member.Of(after)
           where !Equals(was, becomes)
           select new SettingChange(member.Name, was, becomes),
    ];
}
