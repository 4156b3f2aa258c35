using System.Runtime.CompilerServices;
using Shipments.V1;

namespace Shipments.Client;

/// <summary>
/// Creates, reads, fills, seals and scans containers. Requests are never changed; a missing request id is filled into a copy. What members are told
/// goes on after the answer: <see cref="GetAsync"/> shows how far it is.
/// </summary>
public sealed class ContainersClient
{
    private readonly ContainerService.ContainerServiceClient _service;
    private readonly UnaryCalls _unary;

    internal ContainersClient(ContainerService.ContainerServiceClient service, UnaryCalls unary)
    {
        _service = service;
        _unary = unary;
    }

    /// <summary>Creates a container. The same request id gives the same container again.</summary>
    /// <param name="request">Its id and kind.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>The container as it is now.</returns>
    /// <exception cref="ShipmentsCallException">Such as <c>CONTAINER_EXISTS</c>; or the call ended for good.</exception>
    public async Task<Container> CreateAsync(CreateContainerRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.CreateContainerAsync, new CreateContainerRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Container;

    /// <summary>Reads a container, with its scans and how far its members were told of them.</summary>
    /// <param name="name"><c>containers/{container_id}</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">Such as <c>CONTAINER_NOT_FOUND</c>; or the call ended for good.</exception>
    public async Task<Container> GetAsync(string name, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(_service.GetContainerAsync, new GetContainerRequest { Name = name }, cancellationToken)).Container;

    /// <summary>Lists a page of what is or was in a container, in the order in which it was first put in.</summary>
    /// <param name="request">The container, page size and place.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ShipmentsCallException">Such as <c>CONTAINER_NOT_FOUND</c>; or the call ended for good.</exception>
    public Task<ListContainerMembersResponse> ListMembersAsync(ListContainerMembersRequest request, CancellationToken cancellationToken = default) =>
        _unary.RunAsync(_service.ListContainerMembersAsync, request, cancellationToken);

    /// <summary>Lists what is or was in a container to the end, page after page.</summary>
    /// <param name="name"><c>containers/{container_id}</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ShipmentsCallException">A page could not be read.</exception>
    public async IAsyncEnumerable<ContainerMember> ListAllMembersAsync(
        string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ListContainerMembersRequest next = new() { Name = name };
        do
        {
            ListContainerMembersResponse page = await ListMembersAsync(next, cancellationToken);
            foreach (ContainerMember member in page.Members)
                yield return member;
            next = new ListContainerMembersRequest(next) { PageToken = page.NextPageToken };
        }
        while (next.PageToken.Length > 0);
    }

    /// <summary>Puts up to 1,000 parcels, containers and tracking numbers in.</summary>
    /// <param name="request">The container, the members and the time.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>An outcome for each member, in their order. Look at <see cref="MemberOutcome.DataMissing"/> before it flies.</returns>
    /// <exception cref="ShipmentsCallException">The call as a whole was refused, or ended for good.</exception>
    public async Task<IReadOnlyList<MemberOutcome>> LoadAsync(LoadContainerRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.LoadContainerAsync, new LoadContainerRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Outcomes;

    /// <summary>Takes up to 1,000 members out. It breaks a seal set by then.</summary>
    /// <param name="request">The container, the members and the time.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>An outcome for each member, in their order.</returns>
    /// <exception cref="ShipmentsCallException">The call as a whole was refused, or ended for good.</exception>
    public async Task<IReadOnlyList<MemberOutcome>> UnloadAsync(UnloadContainerRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.UnloadContainerAsync, new UnloadContainerRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Outcomes;

    /// <summary>Says of up to 1,000 members that they were never in; what they were told is taken back.</summary>
    /// <param name="request">The container and the members.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>An outcome for each member, in their order.</returns>
    /// <exception cref="ShipmentsCallException">The call as a whole was refused, or ended for good.</exception>
    public async Task<IReadOnlyList<MemberOutcome>> CorrectMembershipAsync(CorrectMembershipRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.CorrectMembershipAsync, new CorrectMembershipRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Outcomes;

    /// <summary>Seals a container: nothing is put in from that time on, until something was taken out.</summary>
    /// <param name="request">The container, the seal's number and the time.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>The container as it is now.</returns>
    /// <exception cref="ShipmentsCallException">Such as <c>CONTAINER_NOT_FOUND</c>; or the call ended for good.</exception>
    public async Task<Container> SealAsync(SealContainerRequest request, CancellationToken cancellationToken = default) =>
        (await _unary.RunAsync(
            _service.SealContainerAsync, new SealContainerRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken)).Container;

    /// <summary>Records a scan of a container. Each parcel that was in it at its time gets a scan that names this one.</summary>
    /// <param name="request">The container and the scan, which has no subject of its own.</param>
    /// <param name="cancellationToken">Ends the call; what was sent takes effect or not.</param>
    /// <returns>The scan's id, and whether it was known.</returns>
    /// <exception cref="ShipmentsCallException">Such as <c>CONTAINER_SCAN_OF_ITEM</c>; or the call ended for good.</exception>
    public Task<RecordContainerScanResponse> RecordScanAsync(RecordContainerScanRequest request, CancellationToken cancellationToken = default) =>
        _unary.RunAsync(
            _service.RecordContainerScanAsync, new RecordContainerScanRequest(request) { RequestId = RequestIds.OrNew(request.RequestId) }, cancellationToken);
}
